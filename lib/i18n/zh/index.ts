import { board } from "./board";
import { checklist } from "./checklist";
import { claiming } from "./claiming";
import { common } from "./common";
import { contact } from "./contact";
import { contributors } from "./contributors";
import { desk } from "./desk";
import { docs } from "./docs";
import { errors } from "./errors";
import { events } from "./events";
import { fromIssue } from "./fromIssue";
import { github } from "./github";
import { githubSetUp } from "./githubSetUp";
import { issueAnswers } from "./issueAnswers";
import { mail } from "./mail";
import { maintain } from "./maintain";
import { notices } from "./notices";
import { people } from "./people";
import { privacy } from "./privacy";
import { projects } from "./projects";
import { questions } from "./questions";
import { repositories } from "./repositories";
import { rules } from "./rules";
import { share } from "./share";
import { slotEditor } from "./slotEditor";
import { slots } from "./slots";
import { steps } from "./steps";
import { task } from "./task";
import { waitlist } from "./waitlist";

export const zh = {
  board,
  checklist,
  claiming,
  common,
  contact,
  contributors,
  desk,
  docs,
  errors,
  events,
  github,
  githubSetUp,
  fromIssue,
  issueAnswers,
  mail,
  maintain,
  notices,
  people,
  privacy,
  projects,
  questions,
  repositories,
  rules,
  share,
  slotEditor,
  slots,
  steps,
  task,
  waitlist,
};
