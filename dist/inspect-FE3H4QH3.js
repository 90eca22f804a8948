import{inspect,readArtifact}from"./chunk-T73ZZ64S.js";import"./chunk-MD3OJREF.js";import"./chunk-LY2SZCZJ.js";export{inspect,readArtifact};
