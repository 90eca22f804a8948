import{inspect,readArtifact}from"./chunk-DDIESVBK.js";import"./chunk-QHRJULMN.js";import"./chunk-7MEX7WXD.js";import"./chunk-MJJYXJWK.js";export{inspect,readArtifact};
