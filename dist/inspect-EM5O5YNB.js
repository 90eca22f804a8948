import{inspect,readArtifact}from"./chunk-G5PO4TDL.js";import"./chunk-QHRJULMN.js";import"./chunk-PDH5UK6D.js";import"./chunk-MJJYXJWK.js";export{inspect,readArtifact};
