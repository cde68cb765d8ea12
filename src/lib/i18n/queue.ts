import { enQueue, type QueueCopy } from './en-queue';
import type { InBoth } from './locale';
import { zhCnQueue } from './zh-cn-queue';

/** QUEUE is loaded with the list of uploads, and with the settings page. */
export const QUEUE: InBoth<QueueCopy> = { en: enQueue, 'zh-CN': zhCnQueue };
