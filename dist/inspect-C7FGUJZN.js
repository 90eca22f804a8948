import{inspect,readArtifact}from"./chunk-ZMCUNE4E.js";import"./chunk-JFCMLH3O.js";import"./chunk-LY2SZCZJ.js";export{inspect,readArtifact};
