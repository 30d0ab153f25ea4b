import { board } from "./board";
import { common } from "./common";
import { contributors } from "./contributors";
import { docs } from "./docs";
import { errors } from "./errors";
import { events } from "./events";
import { maintain } from "./maintain";
import { people } from "./people";
import { privacy } from "./privacy";
import { projects } from "./projects";
import { share } from "./share";
import { task } from "./task";

export const en = {
  board,
  common,
  contributors,
  docs,
  errors,
  events,
  maintain,
  people,
  privacy,
  projects,
  share,
  task,
};
