import { parseArgs } from "node:util";
import { sharedDatabase } from "../../db/database";
import { settings } from "../env";
import { type Context, systemContext } from "../server/context";
import { listPeople, makeAdmin, type PersonRolesView } from "../server/people/admin";
import { createPerson } from "../server/people/create";
import { removePerson } from "../server/people/leave";
import { setPassword } from "../server/people/password";
import { createTokenFor } from "../server/people/tokens";
import { grantMember, removeMember } from "../server/projects/members";
import { askToRepeat, readPassword } from "./password-prompt";
import { runCommand, UsageError } from "./terminal";

const options = {
  name: { type: "string" },
  role: { type: "string" },
  "password-stdin": { type: "boolean" },
  json: { type: "boolean" },
  yes: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;
type Option = keyof typeof options;
type Values = ReturnType<typeof parse>["values"];

interface Command {
  /** Names of what follows the command, in order. */
  takes: string[];
  options: Option[];
  help: string;
  /** @returns what is printed; a secret stands on a line of its own. */
  run(context: Context, given: string[], values: Values): Promise<string>;
}

const commands: Record<string, Command> = {
  create: {
    takes: ["LOGIN"],
    options: ["name", "role", "password-stdin"],
    help: `Makes an account, also while sign-up is closed. The password (8 to 128 characters) is asked for
twice, or is the first line of standard input.

  --name NAME        how others see the person; the login when absent
  --role admin       an administrator
  --password-stdin   read the password from standard input`,
    async run(context, [login = ""], values) {
      if (values.role !== undefined && values.role !== "admin") throw new UsageError('--role is "admin" or absent.');
      const password = await readPassword(values["password-stdin"] === true);
      const isAdmin = values.role === "admin";
      const person = await createPerson(context, { login, password, name: values.name ?? "", isAdmin });
      return `${person.login} has an account${isAdmin ? " and is an administrator" : ""}.`;
    },
  },
  grant: {
    takes: ["LOGIN", "PROJECT", "ROLE"],
    options: [],
    help: `Makes a person maintainer or mentor of a project. ROLE is "maintainer" or "mentor"; another role
that the person has there is replaced.`,
    async run(context, [login = "", project = "", role = ""]) {
      if (role !== "maintainer" && role !== "mentor") throw new UsageError('ROLE is "maintainer" or "mentor".');
      await grantMember(context, { login, project, role });
      return `${login} is a ${role} of ${project}.`;
    },
  },
  revoke: {
    takes: ["LOGIN", "PROJECT"],
    options: [],
    help: "Ends a person's membership of a project.",
    async run(context, [login = "", project = ""]) {
      await removeMember(context, { login, project });
      return `${login} is no longer a member of ${project}.`;
    },
  },
  "make-admin": {
    takes: ["LOGIN"],
    options: [],
    help: "Makes a person an administrator of this instance.",
    async run(context, [login = ""]) {
      const { changed } = await makeAdmin(context, { login });
      return `${login} is ${changed ? "" : "already "}an administrator.`;
    },
  },
  token: {
    takes: ["LOGIN", "NAME"],
    options: [],
    help: `Makes a token with which a program acts as the person. It is printed once; only a hash of it is kept.
The person can revoke it on their account page.`,
    async run(context, [login = "", name = ""]) {
      return (await createTokenFor(context, { login, name })).token;
    },
  },
  password: {
    takes: ["LOGIN"],
    options: ["password-stdin"],
    help: `Gives a person a new password and signs them out everywhere. It is asked for twice, or is the first
line of standard input with --password-stdin. Their API tokens stay valid until they revoke them.`,
    async run(context, [login = ""], values) {
      await setPassword(context, { login, password: await readPassword(values["password-stdin"] === true) });
      return `${login} has a new password and is signed out everywhere.`;
    },
  },
  remove: {
    takes: ["LOGIN"],
    options: ["yes"],
    help: `Deletes a person's account for good: what they hold is released, they leave every waitlist, and what
they finished stays under "a former contributor". It asks for the login once more; with --yes it does not ask.
The only administrator cannot be removed.`,
    async run(context, [login = ""], values) {
      if (!values.yes) await askToRepeat(login, `This deletes the account of ${login} for good.`);
      await removePerson(context, { login });
      return `${login} has no account any more.`;
    },
  },
  list: {
    takes: [],
    options: ["json"],
    help: "Lists everyone with their roles; with --json as JSON.",
    async run(context, _given, values) {
      const people = await listPeople(context);
      return values.json ? JSON.stringify(people, null, 2) : table(people);
    },
  },
};

const usage = `People and their roles. Settings are those of the server (DATABASE_URL and so on).

${Object.entries(commands)
  .map(([name, command]) => `  npm run admin -- ${synopsis(name, command)}`)
  .join("\n")}

  npm run admin -- COMMAND --help says more about a command.

Exit code: 0 done, 1 not done, 2 called wrongly.`;

function synopsis(name: string, command: Command): string {
  const written = { name: "[--name NAME]", role: "[--role admin]", json: "[--json]" };
  const given = command.options.map((one) => written[one as keyof typeof written] ?? `[--${one}]`);
  return [name, ...command.takes.map((one) => (one === "ROLE" ? "maintainer|mentor" : one)), ...given].join(" ");
}

function parse(argv: string[]) {
  return parseArgs({ args: argv, options, allowPositionals: true, strict: true });
}

async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parse(argv);
  const [name, ...given] = positionals;
  if (name === undefined) {
    if (!values.help) throw new UsageError("Say which command.");
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`There is no command "${name}".`);
  if (values.help) {
    process.stdout.write(`npm run admin -- ${synopsis(name, command)}\n\n${command.help}\n`);
    return 0;
  }
  const foreign = Object.keys(values).find((one) => !command.options.includes(one as Option));
  if (foreign) throw new UsageError(`"${name}" does not take --${foreign}.`);
  if (given.length !== command.takes.length) {
    throw new UsageError(`It is called as: ${synopsis(name, command)}`);
  }
  process.stdout.write(`${await withContext((context) => command.run(context, given, values))}\n`);
  return 0;
}

/** Opens the database, with its tables, for one piece of work. */
async function withContext<Result>(work: (context: Context) => Promise<Result>): Promise<Result> {
  const { LINK_HOSTS } = settings();
  const database = await sharedDatabase();
  try {
    await database.migrate();
    return await work(systemContext(database, "terminal", LINK_HOSTS));
  } finally {
    await database.close();
  }
}

function table(people: PersonRolesView[]): string {
  if (people.length === 0) return "There is nobody yet. `npm run admin -- create LOGIN --role admin` makes the first.";
  const width = Math.max(...people.map((one) => one.login.length));
  return people
    .map((one) => {
      const roles = [
        ...(one.isAdmin ? ["admin"] : []),
        ...one.memberships.map((own) => `${own.role} of ${own.project}`),
      ];
      const name = one.name === one.login ? "" : `(${one.name})`;
      return [one.login.padEnd(width), roles.join(", ") || "contributor", name].filter(Boolean).join("  ");
    })
    .join("\n");
}

runCommand(main);
