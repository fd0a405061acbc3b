"use strict";
// The least that a transform of jscodeshift can do with a tree: print it.
module.exports = ({ source }, { j }) => j(source).toSource();
