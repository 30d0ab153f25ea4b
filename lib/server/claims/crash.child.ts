import { openDatabase } from "../../../db/database";
import { systemContext } from "../context";
import { claimTask } from "./claim";

/**
 * The process that `crash.test.ts` kills under load. Claims each task (`FIRST`…`LAST`) for a person of its own, several
 * at a time, and prints the number of a task once its claim is acknowledged.
 */
const [url = "", first = "1", last = "0"] = process.argv.slice(2);
const database = await openDatabase(url);
const { person } = database.tables;
const people = await database.db.select().from(person).orderBy(person.login);
process.stdout.write("ready\n");

let next = Number(first);
async function work(): Promise<void> {
  while (next <= Number(last)) {
    const number = next;
    next += 1;
    const who = people[number % people.length];
    if (!who) return;
    const context = systemContext(database, "crash");
    await claimTask({ ...context, actor: { kind: "person", person: who } }, { number });
    process.stdout.write(`${number}\n`);
  }
}
await Promise.all(Array.from({ length: 8 }, work));
await database.close();
