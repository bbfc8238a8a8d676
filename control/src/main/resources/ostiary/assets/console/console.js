// What pages of the console do besides following links. Reading is done by htmx, which swaps parts of pages that the server
// renders; changing goes by the API.

import './frame.js';
import './forms.js';
import './charts.js';
import './dialogs.js';
import './held.js';
import './live.js';
import './menus.js';
import './messages.js';
import './rows.js';
import { prepareForms } from './fields.js';
import { localize } from './times.js';

prepareForms(document);
localize(document);
