import{inspect,readArtifact}from"./chunk-LE7E7L2E.js";import"./chunk-L7EQ4NPP.js";import"./chunk-NGQIYTFY.js";export{inspect,readArtifact};
