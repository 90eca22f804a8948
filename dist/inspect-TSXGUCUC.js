import{inspect,readArtifact}from"./chunk-SRA37N5W.js";import"./chunk-GAZUVF3D.js";import"./chunk-LLXGZQOQ.js";export{inspect,readArtifact};
