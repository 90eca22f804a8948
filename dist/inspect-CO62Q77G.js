import{b as a,c as b}from"./chunk-W2NVM4OB.js";import"./chunk-5TU5FBHJ.js";import"./chunk-3SRJTX55.js";import"./chunk-YVYG55JQ.js";import"./chunk-KVDJKNPD.js";export{a as inspect,b as readArtifact};
