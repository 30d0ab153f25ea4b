import { board } from "./board";
import { common } from "./common";
import { contact } from "./contact";
import { docs } from "./docs";
import { errors } from "./errors";
import { events } from "./events";
import { mail } from "./mail";
import { maintain } from "./maintain";
import { notices } from "./notices";
import { people } from "./people";
import { projects } from "./projects";
import { share } from "./share";
import { task } from "./task";

export const zh = {
  board,
  common,
  contact,
  docs,
  errors,
  events,
  mail,
  maintain,
  notices,
  people,
  projects,
  share,
  task,
};
