/** The icon of each action, in the bar and in the menu. */
import ClipboardPaste from '@lucide/svelte/icons/clipboard-paste';
import Copy from '@lucide/svelte/icons/copy';
import Download from '@lucide/svelte/icons/download';
import FolderInput from '@lucide/svelte/icons/folder-input';
import FolderOpen from '@lucide/svelte/icons/folder-open';
import FolderPlus from '@lucide/svelte/icons/folder-plus';
import Info from '@lucide/svelte/icons/info';
import Pencil from '@lucide/svelte/icons/pencil';
import RefreshCw from '@lucide/svelte/icons/refresh-cw';
import Share from '@lucide/svelte/icons/share-2';
import Trash from '@lucide/svelte/icons/trash-2';
import Undo from '@lucide/svelte/icons/undo-2';
import Upload from '@lucide/svelte/icons/upload';
import type { Component } from 'svelte';
import type { EntryAction, PlaceAction } from './entry-actions';

type Icon = Component<{ readonly size?: number }>;

export const ACTION_ICONS: Readonly<Record<EntryAction | PlaceAction, Icon>> = {
	open: FolderOpen,
	'show-folder': FolderOpen,
	download: Download,
	share: Share,
	move: FolderInput,
	copy: Copy,
	rename: Pencil,
	details: Info,
	trash: Trash,
	restore: Undo,
	erase: Trash,
	'new-folder': FolderPlus,
	upload: Upload,
	paste: ClipboardPaste,
	refresh: RefreshCw,
	'empty-bin': Trash
};
