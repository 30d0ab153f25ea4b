import { board } from "./board";
import { common } from "./common";
import { desk } from "./desk";
import { docs } from "./docs";
import { errors } from "./errors";
import { events } from "./events";
import { maintain } from "./maintain";
import { people } from "./people";
import { projects } from "./projects";
import { share } from "./share";
import { task } from "./task";

export const zh = { board, common, desk, docs, errors, events, maintain, people, projects, share, task };
