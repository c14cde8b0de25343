'use strict';
require('node:path');
