// The parts of a scenario's id: "family/template [case] (transport)", and those of where a record comes from. It knows no list of
// families.

const familyOf = (id) => id.slice(0, Math.max(0, id.indexOf('/'))) || 'other';

function templateOf(id) {
  const space = id.indexOf(' ');
  return space < 0 ? id : id.slice(0, space);
}

// `caseName` is empty where a template has a single case; `short` is the template without its family.
export function partsOf(id) {
  const template = templateOf(id);
  return {
    family: familyOf(template),
    template,
    short: template.slice(template.indexOf('/') + 1),
    caseName: id.slice(template.length + 1),
  };
}

// A record's family is its folder. `origin` begins with the file, which may have blanks in its name; what was probed has none.
export function partsOfRecord(origin, file) {
  const end = file.lastIndexOf('/');
  return { family: file.slice(0, Math.max(0, end)) || 'other', template: origin, short: origin.slice(end + 1), caseName: '' };
}
