import { enSettings, type SettingsCopy } from './en-settings';
import type { InBoth } from './locale';
import { zhCnSettings } from './zh-cn-settings';

/** SETTINGS is loaded with the settings page. */
export const SETTINGS: InBoth<SettingsCopy> = { en: enSettings, 'zh-CN': zhCnSettings };
