import { planSlots } from '../src/printing/planner/index.js';
import { bruteSlots } from '../tests/support/slot-brute.js';
const p:any={from:0,jobs:{count:1},objective:'makespan',printers:[{id:'A',msPerCard:5,windows:[[4,8],[7,20]]}]};
console.log(planSlots(p).value,bruteSlots(p,200));
