/** What the bench pages put on their window, for code that is evaluated there. */
declare const bench: import('./pages/measures').BenchPage;
declare const uppyBench: import('./pages/measures').UppyPage;
