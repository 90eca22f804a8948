import{inspect,readArtifact}from"./chunk-ICD67XH5.js";import"./chunk-HMRC7AJZ.js";import"./chunk-NGQIYTFY.js";export{inspect,readArtifact};
