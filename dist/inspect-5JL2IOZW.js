import{inspect,readArtifact}from"./chunk-G72STFXP.js";import"./chunk-KLR5COGN.js";import"./chunk-LY2SZCZJ.js";export{inspect,readArtifact};
