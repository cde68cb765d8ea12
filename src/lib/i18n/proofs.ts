import { enProofs, type ProofCopy } from './en-proofs';
import type { InBoth } from './locale';
import { zhCnProofs } from './zh-cn-proofs';

/** PROOFS is loaded with a row's details, and with the settings of receipts and log. */
export const PROOFS: InBoth<ProofCopy> = { en: enProofs, 'zh-CN': zhCnProofs };
