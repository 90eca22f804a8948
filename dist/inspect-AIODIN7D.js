import{inspect,readArtifact}from"./chunk-E4UO6H5M.js";import"./chunk-DXRBRBYZ.js";import"./chunk-WLCLQ7MB.js";export{inspect,readArtifact};
