import{inspect,readArtifact}from"./chunk-QL4LBQR3.js";import"./chunk-IWU6ULSV.js";import"./chunk-HHWC6QWJ.js";import"./chunk-DVKJ4EI4.js";import"./chunk-VW4T63BT.js";export{inspect,readArtifact};
