/**
 * Words the codes of the slot planner and of the capacity questions in English; `{name}` stands for a parameter.
 */
export const slotWords: Readonly<Record<string, string>> = {
  'planner.blanks-bind':
    'Blanks bind: {blanks} blanks for {cards} cards; more printers print no card more until blanks arrive.',
  'planner.deliveries-bind': 'Deliveries bind: printers wait for blanks, and more printers finish no sooner.',
  'planner.printers-bind':
    'Printers bind: there are blanks enough for {cards} cards; more printers finish sooner.',
  'planner.calendar-binds':
    'Working time binds: the printers do {printed} of {cards} cards before their last window ends; more windows or more printers do more.',
  'planner.both-bind':
    'Blanks and printers bind: with all blanks at once the plan is better, and with more printers too.',
  'planner.blanks-bind-most':
    'Blanks bind most: with all blanks at once the objective is less by {byBlanks}, with twice the printers by {byPrinters}.',
  'planner.printers-bind-most':
    'Printers bind most: with twice the printers the objective is less by {byPrinters}, with all blanks at once by {byBlanks}.',
  'planner.nothing-binds': 'Nothing binds: neither more blanks nor more printers make the plan better.',
  'planner.check.shape': 'The plan does not say for each card of the problem where and when it is printed.',
  'planner.check.printer':
    'A card starts when its printer is closed, at work, in a pause, or has done its cards of the day.',
  'planner.check.blanks': 'A card starts before its blank is there.',
  'planner.check.value': 'The objective is not what the plan says.',
  'planner.check.order': 'A card that should go first goes later.',
  'planner.check.most': 'More cards could be printed.',
  'planner.check.bound': 'The lower bound does not hold.',
  'planner.check.proof': 'The proof does not show that no plan is better.',
  'capacity.nobody-waits': 'Nobody waits.',
  'capacity.cleared-printers':
    'After day {day} nobody waits; blanks were never missing, so the printers set the pace.',
  'capacity.cleared-blanks':
    'After day {day} nobody waits; on some days printers stood idle for want of blanks.',
  'capacity.never-blanks':
    'Never: {printed} cards are printed, then blanks set the pace, and {blanks} a day are no more than the {arrivals} cards a day that are asked for. {left} people wait.',
  'capacity.never-printers':
    'Never: the printers make {perDay} cards a day, spoiled ones among them, and {arrivals} a day are asked for. {left} people wait.',
  'capacity.too-far': 'Not within {day} working days, which is as far as days are counted.',
  'capacity.printers-do-not-help':
    'No number of printers clears the backlog by day {day}: there are too few blanks by then.',
  'capacity.printer-prints-nothing':
    'Printers that make no cards a day clear nothing, however many there are.',
  'capacity.blanks-do-not-help':
    'No number of blanks clears the backlog by day {day}: the printers make too few cards by then.',
  'capacity.more-printers-nothing':
    'Blanks bind: {stock} blanks for {backlog} cards, which the printers use in {minutes} minutes. {printers} more printers change nothing until blanks arrive: more than {perDay} for one morning.',
  'capacity.more-printers-briefly':
    'Blanks bind: {stock} blanks for {backlog} cards. {printers} more printers use the stock sooner, then change nothing until blanks arrive.',
  'capacity.more-printers-sooner':
    'There are blanks enough for more printers to matter: with {printers} more the last day is {sooner} and not {day}.',
  'capacity.more-printers-clear':
    'Printers bind: with {printers} more nobody waits after day {sooner}; with those that there are, never.',
  'capacity.more-printers-more': 'With {printers} more printers more cards are printed, but not all.',
  'capacity.enough': 'Neither blanks nor {printers} more printers change the day.',
  'capacity.minima-above':
    'The least that the areas get, {least} in all, is more than the {quantity} there are.',
};
