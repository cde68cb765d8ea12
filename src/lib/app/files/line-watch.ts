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
		files: (accountId, verb, args) => {
			const answer = engine.files(accountId, verb, args);
			// The page hears of the connection as of any other change, and reads again.
			answer.catch((error: unknown) => {
				if (asTransferError(error).recovery === 'wait') void engine.networkChanged(isOnline());
			});
			return answer;
		},
		list: (...args) => engine.list(...args),
		createFolder: (...args) => engine.createFolder(...args)
	};
}
