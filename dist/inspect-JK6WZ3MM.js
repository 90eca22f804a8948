import{inspect,readArtifact}from"./chunk-WOHPHP7R.js";import"./chunk-GEBIICHO.js";import"./chunk-HHWC6QWJ.js";import"./chunk-5CEHDJ73.js";import"./chunk-VW4T63BT.js";export{inspect,readArtifact};
