import { board } from "./board";
import { common } from "./common";
import { docs } from "./docs";
import { errors } from "./errors";
import { events } from "./events";
import { maintain } from "./maintain";
import { notices } from "./notices";
import { people } from "./people";
import { projects } from "./projects";
import { share } from "./share";
import { task } from "./task";

export const en = { board, common, docs, errors, events, maintain, notices, people, projects, share, task };
