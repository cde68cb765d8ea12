/** start joins the view model to this page's engine. Tests join it to an engine of their own. */
import { connectEngine } from '../engine/engine';
import { createPanlift, type Panlift } from './panlift.svelte';

/** startPanlift is called once, by the layout. */
export function startPanlift(): Panlift {
	return createPanlift(connectEngine());
}
