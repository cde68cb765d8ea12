/** Who asks for files notices first that there is no line: the engine then looks until there is one. */
import type { EngineApi } from '../../engine/engine-api';
import { asTransferError } from '../../kernel/errors';
import type { FilesDoor } from './files-doors';

/** watchLine is the same door, which has the connection looked at when nothing answers. */
export function watchLine(
	engine: FilesDoor & Pick<EngineApi, 'networkChanged'>,
	isOnline: () => boolean = () => navigator.onLine
): FilesDoor {
	return {
		files: async (accountId, verb, args) => {
			try {
				return await engine.files(accountId, verb, args);
			} catch (error) {
				// The page hears of the connection as of any other change, and reads again.
				if (asTransferError(error).recovery === 'wait') void engine.networkChanged(isOnline());
				throw error;
			}
		},
		list: (...args) => engine.list(...args),
		createFolder: (...args) => engine.createFolder(...args)
	};
}
