// Writes unicode-normalization.txt, the tables of NormalizationTables.cs, from the Unicode data that Node carries:
//   node unicode-normalization.mjs > unicode-normalization.txt
//
// Lines: `D c=…` full canonical decompositions, `K c=…` full compatibility decompositions where they differ from D,
// `M r=…` marks in the order in which they are sorted (r counts from 1), `P a b=c` pairs that compose. All hexadecimal.
// Hangul syllables are left out: their decomposition is arithmetic.
const hex = (c) => c.toString(16).toUpperCase();
const spell = (text) => [...text].map((c) => hex(c.codePointAt(0))).join(' ');
const isHangul = (c) => c >= 0xac00 && c <= 0xd7a3;

const decompositions = [];
const compatible = [];
const pairs = [];
const marks = [];
const lowest = '\u0334'; // class 1
const highest = '\u0345'; // class 240
for (let c = 0; c <= 0x10ffff; c++) {
  if ((c >= 0xd800 && c <= 0xdfff) || isHangul(c)) continue;
  const text = String.fromCodePoint(c);
  const nfd = text.normalize('NFD');
  const nfkd = text.normalize('NFKD');
  if (nfd !== text) decompositions.push(`D ${hex(c)}=${spell(nfd)}`);
  if (nfkd !== nfd) compatible.push(`K ${hex(c)}=${spell(nfkd)}`);
  if (nfd !== text && text.normalize('NFC') === text) {
    const parts = [...nfd];
    const last = parts.pop();
    const first = [...parts.join('').normalize('NFC')];
    if (first.length !== 1) throw new Error(`No pair for ${hex(c)}`);
    pairs.push(`P ${spell(first[0])} ${spell(last)}=${hex(c)}`);
  }

  // JavaScript does not tell combining classes, but a mark shows its own by changing places with another.
  if (nfd === text && ((text + lowest).normalize('NFD') !== text + lowest || (highest + text).normalize('NFD') !== highest + text)) marks.push(text);
}

const isBefore = (a, b) => (b + a).normalize('NFD') === a + b;
const classes = [];
for (const mark of [lowest, ...marks.filter((m) => m !== lowest)]) {
  const same = classes.find((group) => !isBefore(group[0], mark) && !isBefore(mark, group[0]));
  if (same) same.push(mark);
  else classes.push([mark]);
}

classes.sort((a, b) => (isBefore(a[0], b[0]) ? -1 : 1));
const lines = [
  `# Unicode ${process.versions.unicode}`,
  ...decompositions,
  ...compatible,
  ...classes.map((group, i) => `M ${hex(i + 1)}=${group.map(spell).sort().join(' ')}`),
  ...pairs,
];
process.stdout.write(lines.join('\n') + '\n');
