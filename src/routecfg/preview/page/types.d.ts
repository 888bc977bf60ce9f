// Written by docs/build_page_types.py from preview/answers, which says what each field means.

/** What stands in a chat. */
export interface Bubble {
  who: string;
  text: string;
  buttons: readonly (ChatButton)[];
  label: string;
  files: readonly (string)[];
  failed: boolean;
}

/** A chat as it stands after its steps. */
export interface Chat {
  version: number;
  problem: string;
  side: string;
  number: string;
  begins: string;
  clock: string;
  language: string;
  languages: readonly (string)[];
  turns: readonly (Turn)[];
  at: Named | null;
  ended: string;
  queue: string;
  buttons: readonly (ChatButton)[];
  saved: readonly (readonly [string, string])[];
  notes: readonly (string)[];
}

/** A button. `number` counts those of its message that can be pressed, from 1; 0: it opens the page `url`. */
export interface ChatButton {
  number: number;
  title: string;
  url: string;
}

/** The customer: a name, a phone number, custom fields by name. */
export interface ChatContact {
  name?: string;
  phone?: string;
  fields?: Record<string, string>;
}

/** A chat from its beginning. `number` is an inbound routing by name; empty: the first. */
export interface ChatRequest {
  number?: string;
  begins?: string;
  language?: string;
  contact?: ChatContact;
  steps?: readonly (ChatStep)[];
  side?: string;
}

/** What the customer or the contact centre does: one of these. `say` beside `send` is the caption. */
export interface ChatStep {
  say?: string | null;
  press?: string | number | null;
  send?: string | null;
  later?: string | null;
  at?: string | null;
  close?: boolean;
}

/** A part of the path of a step: why it was taken, and where it is written. */
export interface Passed {
  pointer: string;
  lit: string;
  words: string;
  file: string;
  line: number | null;
  editor: string;
}

/** A scenario that was run. `failed` says what was not as expected, up to where the chat went; empty: it passes. */
export interface Played {
  name: string;
  title: string;
  file: string;
  line: number;
  failed: string;
  chat: Chat;
}

/** The new file of a scenario, a path in the project; or, in `problem`, why there is none. */
export interface Saved {
  file: string;
  name: string;
  problem: string;
}

/** A chat to be kept as a scenario of this title. */
export interface ScenarioRequest {
  title: string;
  chat: ChatRequest;
}

/** The scenarios of the project, run. `left_out` counts those that are left out because there are too many. */
export interface Scenarios {
  version: number;
  problem: string;
  played: readonly (Played)[];
  left_out: number;
  passed: number;
  failed: number;
}

/** A step and what came of it. `refused` says why it could not be done: the steps after it were not tried. */
export interface Turn {
  step: ChatStep;
  clock: string;
  bubbles: readonly (Bubble)[];
  path: readonly (Passed)[];
  refused: string;
}

/** An object or a decision: what customers see of it, where it leads, and what leads to it. */
export interface Details {
  version: number;
  at: Named;
  description: string;
  within: Named | null;
  said: readonly (Said)[];
  facts: readonly (readonly [string, string])[];
  leads_to: readonly (Way)[];
  led_from: readonly (Way)[];
  found: readonly (Found)[];
  source: Source | null;
}

/** What a customer can be sent: texts by language, in the order of the line's languages; media and buttons. */
export interface Said {
  pointer: string;
  what: string;
  texts: Record<string, string>;
  when: string;
}

/** Lines of a file, in which secrets are masked. `editor` is a link that opens them; empty in an export. */
export interface Source {
  file: string;
  line: number;
  lines: readonly (SourceLine)[];
  editor: string;
}

/** A line of a file. `within`: it belongs to what was asked for; the others are around it. */
export interface SourceLine {
  number: number;
  text: string;
  within: boolean;
}

/** A way from or to an object or a decision. `label` says when it is taken: an answer, a time, nothing at once. */
export interface Way {
  at: Named;
  label: string;
  waits: boolean;
}

/** A finding of `validate`. `pointer` is the object or decision that it is about; None: the project or a whole file. */
export interface Found {
  code: string;
  rule: string;
  severity: string;
  message: string;
  help: string;
  witness: string;
  pointer: string | null;
  file: string | null;
  line: number | null;
  editor: string;
}

/** An object of the project, in the order of the files. `decisions` counts those of a tree. */
export interface Item {
  pointer: string;
  kind: string;
  name: string;
  title: string;
  file: string;
  incomplete: boolean;
  decisions: number;
}

/** An object or a decision, as it is named to people. `kind` as in the files: `decision_trees`, `decisions`. */
export interface Named {
  pointer: string;
  kind: string;
  name: string;
  title: string;
}

/** An inbound routing. `phone` is its number as people write it, empty if it has none. */
export interface Number {
  pointer: string;
  name: string;
  title: string;
  phone: string;
  languages: readonly (string)[];
  zone: string;
}

/** The project. `problem` says why nothing, or not everything, can be shown; empty if all is well. */
export interface Summary {
  version: number;
  title: string;
  today: string;
  zone: string;
  languages: readonly (string)[];
  problem: string;
  release: number | null;
  numbers: readonly (Number)[];
  items: readonly (Item)[];
  found: readonly (Found)[];
  kinds: Record<string, string>;
  exported: boolean;
}

/** A part of a card: an object or a decision. `title` is in lines that fit, `name` says what it is below them. */
export interface CardHeading {
  pointer: string;
  kind: string;
  title: readonly (string)[];
  name: string;
  badge: string;
  severity: string;
  top: number;
  height: number;
  first_words: readonly (string)[];
  mark: string;
  notes: readonly (string)[];
}

/** A way out of a card. With a `chip` it leads to a card that is elsewhere; without it a line begins here. */
export interface CardRow {
  label: string;
  chip: string;
  to: string;
  to_kind: string;
  chip_width: number;
  middle: number;
  below: boolean;
  waits: boolean;
  mark: string;
}

/** A drawing. No line crosses another, or a card. */
export interface Picture {
  version: number;
  title: string;
  width: number;
  height: number;
  cards: readonly (PictureCard)[];
  lines: readonly (PictureLine)[];
}

/** A card, by its left upper corner. */
export interface PictureCard {
  left: number;
  top: number;
  width: number;
  height: number;
  headings: readonly (CardHeading)[];
  rows: readonly (CardRow)[];
}

/** From the row of a card to another card, by their numbers: it goes down at `bend`, and never up. */
export interface PictureLine {
  start: number;
  row: number;
  end: number;
  x: number;
  y: number;
  bend: number;
  to_x: number;
  to_y: number;
  waits: boolean;
  mark: string;
}

/** How many scenarios get to each object and decision, by pointer. What is not listed is reached by none. */
export interface Coverage {
  version: number;
  scenarios: number;
  visits: Record<string, number>;
  covered: number;
  total: number;
  problem: string;
}

/** Every title, text and answer of the project. `named` are the objects and decisions that `Text.at` points to. */
export interface Searched {
  version: number;
  named: readonly (Named)[];
  texts: readonly (Text)[];
}

/** A text that can be searched. `at` is the object or decision, `pointer` the place of the text in it. */
export interface Text {
  at: string;
  pointer: string;
  what: string;
  text: string;
  language: string;
}

/** One object in two columns, and everything that `diff` says of it. `problem` as in `Sides`. */
export interface Change {
  version: number;
  problem: string;
  at: Named | null;
  change: string;
  was: string;
  says: readonly (ChangeLine)[];
  rows: readonly (SideRow)[];
}

/** An object that differs. `change`: added, removed, changed or renamed; `was` is the earlier name of a renamed one. */
export interface Changed {
  at: Named;
  change: string;
  was: string;
  heading: string;
  lines: readonly (ChangeLine)[];
  more: number;
}

/** A line of what `diff` says, further in by `depth`. `change`: added, removed, changed, renamed or moved. */
export interface ChangeLine {
  change: string;
  text: string;
  depth: number;
}

/** A line of a chat that was replayed on both sides. */
export interface ExampleLine {
  side: string;
  text: string;
}

/** An inbound routing on which something changes. `status` says what it means that it is new or goes. */
export interface LineNotices {
  at: Named;
  status: string;
  notices: readonly (Notice)[];
  more: number;
}

/** What customers of a line notice: when, what they do, and what comes of it on both sides. */
export interface Notice {
  when: string;
  does: string;
  production: string;
  sandbox: string;
  where: string;
  pointer: string;
  example: readonly (ExampleLine)[];
}

/** A line of the two columns of an object, side by side; None where a side has no line here. */
export interface SideRow {
  change: string;
  sandbox: readonly (Words)[] | null;
  production: readonly (Words)[] | null;
  count: number;
}

/** The sandbox beside production. */
export interface Sides {
  version: number;
  problem: string;
  release: number | null;
  nothing: boolean;
  headline: string;
  lines: readonly (LineNotices)[];
  rest: readonly (string)[];
  large: readonly (string)[];
  summary: string;
  objects: readonly (Changed)[];
  more: number;
  derived: readonly (string)[];
  production: Picture | null;
  picture: Picture | null;
}

/** A piece of a line. `marked`: the other side does not have it. */
export interface Words {
  text: string;
  marked: boolean;
}

/** A stretch of a day, in minutes of the clock on the wall, in which chats go to one destination. */
export interface Band {
  start: number;
  end: number;
  to: Named;
  open: boolean;
  colour: number;
}

/** A destination, and for how many minutes of the week chats go there. */
export interface Share {
  to: Named;
  open: boolean;
  minutes: number;
  errors: boolean;
}

/** Seven days of a number, each from midnight to midnight where it is. */
export interface Week {
  version: number;
  number: string;
  title: string;
  zone: string;
  first: string;
  days: readonly (WeekDay)[];
  destinations: readonly (Share)[];
}

/** A day. `notes` say why it is not like any other: a holiday, a special day, a change of the clock. */
export interface WeekDay {
  day: string;
  notes: readonly (string)[];
  bands: readonly (Band)[];
  today: boolean;
}
