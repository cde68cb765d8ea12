import type { CauseCatalogue, ErrorCatalogue } from './copy';
import { enCauses } from './en-causes';
import { enErrors } from './en-errors';
import type { InBoth } from './locale';
import { zhCnCauses } from './zh-cn-causes';
import { zhCnErrors } from './zh-cn-errors';

/** TroubleCopy: what uploads wait for, and what can go wrong. */
export interface TroubleCopy {
	readonly causes: CauseCatalogue;
	readonly errors: ErrorCatalogue;
}

/** TROUBLE is loaded with the first row, notice or banner: a first visit has none. */
export const TROUBLE: InBoth<TroubleCopy> = {
	en: { causes: enCauses, errors: enErrors },
	'zh-CN': { causes: zhCnCauses, errors: zhCnErrors }
};
