import{inspect,readArtifact}from"./chunk-Z7QOVHTT.js";import"./chunk-GLN6F2DR.js";import"./chunk-LY2SZCZJ.js";export{inspect,readArtifact};
