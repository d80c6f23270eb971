// What an article's own script does to have the element: one import.

import '../element/define.js';
