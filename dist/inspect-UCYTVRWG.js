import{inspect,readArtifact}from"./chunk-U3V7NDKM.js";import"./chunk-QHRJULMN.js";import"./chunk-YVJNJPYE.js";import"./chunk-MJJYXJWK.js";export{inspect,readArtifact};
