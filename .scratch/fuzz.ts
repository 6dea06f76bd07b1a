import fc from 'fast-check';
import { planSlots } from '../src/printing/planner/index.js';
import { bruteSlots } from '../tests/support/slot-brute.js';
import { problems } from '../tests/support/slot-instances.js';
try {
fc.assert(fc.property(problems({ cards: 4, pauses: true, blanks: 'none' }, ['makespan','weightedCompletion','maximumLateness','strictClass']), (p)=>{
 const plan=planSlots(p); const b=bruteSlots(p,200);
 return plan.printed===b.printed && plan.value.join()===b.value.join();
}),{numRuns:8000, seed:Number(process.argv[2])});console.log('ok')}catch(e){console.log(String(e).slice(0,1500))}
