// Writes what came out onto the pull request: into the comment that an earlier run of the same name has left, or into a new one.
// Where the token may not, as in pull requests from forks, the job's summary has to do.
'use strict';

const fs = require('node:fs');

const LONGEST = 60000; // characters; GitHub takes 65,536

const COMMENTS = `query($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) {
        nodes { databaseId body viewerDidAuthor }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

// Only one that this token wrote: everybody can write the mark.
async function findOwn(github, at, mark) {
  for (let after = null; ; ) {
    const answer = await github.graphql(COMMENTS, { ...at, after });
    const { nodes, pageInfo } = answer.repository.pullRequest.comments;
    const own = nodes.find(({ body, viewerDidAuthor }) => viewerDidAuthor && body.startsWith(mark));
    if (own || !pageInfo.hasNextPage) return own?.databaseId;
    after = pageInfo.endCursor;
  }
}

function bodyOf({ mark, file, page }) {
  const text = fs.readFileSync(file, 'utf8');
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}\n\n… the rest is in the job's summary.` : text;
  return [mark, page && `[The page of this run](${page})\n`, shown].filter(Boolean).join('\n');
}

// REST tells it by its status, GraphQL by the type of an error.
function isRefused(error) {
  return [403, 404].includes(error.status) || error.errors?.some(({ type }) => ['FORBIDDEN', 'NOT_FOUND'].includes(type));
}

async function comment({ github, context, core, file, name, page }) {
  if (!file) return;
  const mark = `<!-- redial: ${name.replace(/[^\w.-]/g, '_')} -->`;
  const at = { ...context.repo, number: context.payload.pull_request.number };
  const body = bodyOf({ mark, file, page });
  try {
    const own = await findOwn(github, at, mark);
    const { owner, repo, number } = at;
    if (own) await github.rest.issues.updateComment({ owner, repo, comment_id: own, body });
    else await github.rest.issues.createComment({ owner, repo, issue_number: number, body });
  } catch (error) {
    if (!isRefused(error)) throw error;
    core.info('This token may not comment here, as in pull requests from forks; the job has the summary.');
  }
}

module.exports = comment;
