import{b as a,c as b}from"./chunk-P6HV6DWL.js";import"./chunk-SC47E5FO.js";import"./chunk-3SRJTX55.js";import"./chunk-H2QRQF3J.js";import"./chunk-KVDJKNPD.js";export{a as inspect,b as readArtifact};
