import{inspect,readArtifact}from"./chunk-7JY44NVP.js";import"./chunk-ZPCQA7MZ.js";import"./chunk-RVXGYC7X.js";export{inspect,readArtifact};
