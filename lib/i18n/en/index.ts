import { board } from "./board";
import { common } from "./common";
import { docs } from "./docs";
import { errors } from "./errors";
import { events } from "./events";
import { maintain } from "./maintain";
import { people } from "./people";
import { projects } from "./projects";
import { share } from "./share";
import { steps } from "./steps";
import { task } from "./task";

export const en = { board, common, docs, errors, events, maintain, people, projects, share, steps, task };
