import{inspect,readArtifact}from"./chunk-WRWS5EKF.js";import"./chunk-NDVHXVFV.js";import"./chunk-X2Y74HIV.js";export{inspect,readArtifact};
