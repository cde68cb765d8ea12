/** What TypeScript's own libraries leave out of the File System Access API. Types alone, no globals. */

interface FileSystemHandlePermissionDescriptor {
	mode?: 'read' | 'readwrite';
}

interface FileSystemHandle {
	queryPermission(descriptor?: FileSystemHandlePermissionDescriptor): Promise<PermissionState>;
	requestPermission(descriptor?: FileSystemHandlePermissionDescriptor): Promise<PermissionState>;
}

interface OpenFilePickerOptions {
	multiple?: boolean;
	excludeAcceptAllOption?: boolean;
	id?: string;
	startIn?: FileSystemHandle | string;
	types?: { description?: string; accept: Record<string, string | string[]> }[];
}

// Firefox and Safari have neither: callers must look before they call.
interface Window {
	showOpenFilePicker?(options?: OpenFilePickerOptions): Promise<FileSystemFileHandle[]>;
	showDirectoryPicker?(options?: {
		id?: string;
		mode?: 'read' | 'readwrite';
	}): Promise<FileSystemDirectoryHandle>;
}

interface DataTransferItem {
	getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}
