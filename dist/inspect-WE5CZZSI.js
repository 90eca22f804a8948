import{inspect,readArtifact}from"./chunk-RES6IXL5.js";import"./chunk-K5FGDBOK.js";import"./chunk-X2Y74HIV.js";export{inspect,readArtifact};
