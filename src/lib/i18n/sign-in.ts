import { enSignIn, type SignInCopy } from './en-sign-in';
import type { InBoth } from './locale';
import { zhCnSignIn } from './zh-cn-sign-in';

/** SIGN_IN is loaded with the sign-in dialog. */
export const SIGN_IN: InBoth<SignInCopy> = { en: enSignIn, 'zh-CN': zhCnSignIn };
