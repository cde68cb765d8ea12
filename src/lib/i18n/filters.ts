import { enFilters, type FilterCopy } from './en-filters';
import type { InBoth } from './locale';
import { zhCnFilters } from './zh-cn-filters';

/** FILTERS is loaded with the preview of a folder, what was left out, and the settings page. */
export const FILTERS: InBoth<FilterCopy> = { en: enFilters, 'zh-CN': zhCnFilters };
