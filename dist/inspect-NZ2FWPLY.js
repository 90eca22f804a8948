import{inspect,readArtifact}from"./chunk-PZSZPDPX.js";import"./chunk-ZYMUVZGA.js";import"./chunk-5QPL2MV6.js";export{inspect,readArtifact};
