// What situations have in common: the ways in which people log in. It names no cause.
'use strict';

const logIn = async (play, user = play.user) => {
  await play.customer.do('logIn', user);
  await play.wait(play.chance.pause());
  await play.customer.do('connect');
};

const leave = async (play) => {
  await play.wait(play.chance.pause());
  await play.customer.do('disconnect');
  await play.wait(play.chance.pause());
};

// Back with the token that the page has kept.
const comeBack = async (play, user) => {
  if (user) await play.customer.do('switchTo', user);
  await play.customer.do('connect');
};

module.exports = { comeBack, leave, logIn };
