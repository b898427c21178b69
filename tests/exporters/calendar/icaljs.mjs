// Parse calendars with ical.js, the reader of Thunderbird and Nextcloud: an array of files in,
// an array of their jCal out. Strict, so what it cannot read is an error.
import { pathToFileURL } from "node:url";
import { text } from "node:stream/consumers";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));
ICAL.design.strict = true;
const files = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(files.map((file) => ICAL.parse(file))));
