import{inspect,readArtifact}from"./chunk-ZC5DEAQ5.js";import"./chunk-QWHC55FV.js";import"./chunk-RVXGYC7X.js";export{inspect,readArtifact};
