export interface Customer {
  id: string;
  email: string;
  name: string;
  points: number;
}
